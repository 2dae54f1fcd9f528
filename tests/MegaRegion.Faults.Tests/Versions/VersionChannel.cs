using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MegaRegion.Faults.Tests.Versions;

/// <summary>
/// A channel between a client and a server of which one has another version of the contract: every message, both ways, is
/// what that version makes of it. To the other side it is the same which of the two it is.
/// </summary>
internal sealed class VersionChannel(ChannelBase inner, ContractVersion version) : ChannelBase(inner.Target)
{
    public override CallInvoker CreateCallInvoker() => inner.CreateCallInvoker().Intercept(new Translator(version));

    private sealed class Translator(ContractVersion version) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Translate(context));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(request, Translate(context));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Translate(context));

        private ClientInterceptorContext<TRequest, TResponse> Translate<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context)
            where TRequest : class
            where TResponse : class
        {
            var method = context.Method;
            var translated = new Method<TRequest, TResponse>(
                method.Type, method.ServiceName, method.Name, Marshaller<TRequest>(), Marshaller<TResponse>());
            return new ClientInterceptorContext<TRequest, TResponse>(translated, context.Host, context.Options);
        }

        private Marshaller<T> Marshaller<T>()
            where T : class
        {
            var parser = ((IMessage)Activator.CreateInstance<T>()).Descriptor.Parser;
            return Marshallers.Create(
                message => version.Of((IMessage)message).ToByteArray(),
                bytes => (T)version.Of(parser.ParseFrom(bytes)));
        }
    }
}
