namespace MegaRegion.Gateway.Access;

/// <summary>Whether a call may go on.</summary>
public enum AccessDecision
{
    /// <summary>It may.</summary>
    Allowed = 0,

    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 1,

    /// <summary>The caller may not do this.</summary>
    Denied = 2,
}
