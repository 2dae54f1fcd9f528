namespace Orleans.Runtime;

/// <summary>A task of the activation's scheduler, such as the continuation of an await, as a work item.</summary>
internal sealed class TurnTask(Task task) : WorkItem
{
    internal override void Run(Activation activation) => activation.Execute(task);
}
