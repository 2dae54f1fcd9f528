namespace Orleans.Runtime;

/// <summary>Work of the engine on an activation's turn. Failures are logged.</summary>
internal sealed class TurnAction<TState>(Action<Activation, TState> action, TState state) : WorkItem
{
    internal override void Run(Activation activation)
    {
        try
        {
            action(activation, state);
        }
        catch (Exception exception)
        {
            activation.Engine.Log.TurnFailed(activation.GrainId, exception);
        }
    }
}
