namespace Grpc.AspNetCore.Server;

/// <summary>Options of one service; what is not set here is taken from <see cref="GrpcServiceOptions"/>.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
