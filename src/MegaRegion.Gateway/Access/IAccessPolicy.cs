namespace MegaRegion.Gateway.Access;

/// <summary>Decides who may call what. Asked once for each call, before it has any effect. Thread-safe.</summary>
public interface IAccessPolicy
{
    /// <summary>Decides on one call.</summary>
    ValueTask<AccessDecision> DecideAsync(AccessRequest request, CancellationToken cancellationToken);
}
