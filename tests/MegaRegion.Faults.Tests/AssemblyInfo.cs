using MegaRegion.Faults.Tests.Servers;

// Each test owns a server process and a load; together they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(ChosenStore))]
