namespace Orleans.Runtime;

/// <summary>Makes stored states for constructor parameters.</summary>
internal static class PersistentStates
{
    /// <summary>Reads the attribute once and gives the maker of the state for each activation.</summary>
    /// <exception cref="InvalidOperationException">The parameter is not an <see cref="IPersistentState{T}"/>.</exception>
    public static Func<Activation, object> Maker(Type parameterType, PersistentStateAttribute attribute)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException($"[PersistentState] needs a parameter of type IPersistentState<T>, not {parameterType}.");
        var make = typeof(PersistentStates).GetMethod(nameof(Make))!.MakeGenericMethod(parameterType.GetGenericArguments());
        var typed = make.CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => typed(activation, attribute);
    }

    public static object Make<TState>(Activation activation, PersistentStateAttribute attribute)
    {
        var state = new PersistentState<TState>(activation, attribute.StateName, attribute.StorageName);
        activation.ObservableLifecycle.Subscribe(attribute.StateName, GrainLifecycleStage.SetupState, state);
        return state;
    }
}
