namespace Microsoft.AspNetCore.Builder;

/// <summary>Options of gRPC-Web.</summary>
public class GrpcWebOptions
{
    /// <summary>Whether every gRPC endpoint speaks gRPC-Web unless it says otherwise; default no.</summary>
    public bool DefaultEnabled { get; set; }
}
