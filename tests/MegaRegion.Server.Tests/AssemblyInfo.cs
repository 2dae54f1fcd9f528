// One server at a time: the metrics of two servers in one process have the same names, and the SDK lets the one that
// stops end those of the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
