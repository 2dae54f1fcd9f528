namespace Grpc.Core;

/// <summary>Decides whether the peer of a TLS connection is accepted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
