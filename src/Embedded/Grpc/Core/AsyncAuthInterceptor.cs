namespace Grpc.Core;

/// <summary>Adds the metadata that prove who calls, before each call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
