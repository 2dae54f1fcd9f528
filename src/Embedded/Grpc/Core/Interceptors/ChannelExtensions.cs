namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of channels.</summary>
public static class ChannelExtensions
{
    /// <summary>An invoker on the channel whose calls pass the interceptor first.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor)
        => channel.CreateCallInvoker().Intercept(interceptor);

    /// <summary>An invoker on the channel whose calls pass the interceptors in the order given.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, params Interceptor[] interceptors)
        => channel.CreateCallInvoker().Intercept(interceptors);

    /// <summary>An invoker on the channel that passes the metadata of every call through a function.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Func<Metadata, Metadata> interceptor)
        => channel.CreateCallInvoker().Intercept(interceptor);
}
