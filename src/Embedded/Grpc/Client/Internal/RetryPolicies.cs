using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The retry rules of a channel by method: exact name first, then service, then default.</summary>
internal sealed class RetryPolicies
{
    private readonly Dictionary<(string? Service, string? Method), RetryRule> _rules = [];

    public RetryPolicies(GrpcChannelOptions options)
    {
        foreach (var config in options.ServiceConfig?.MethodConfigs ?? [])
        {
            if (config.RetryPolicy is null)
                continue;
            var rule = new RetryRule(config.RetryPolicy, options.MaxRetryAttempts);
            foreach (var name in config.Names)
                _rules.Add((name.Service, name.Method), rule);
        }
    }

    public RetryRule? Find(IMethod method)
        => _rules.GetValueOrDefault((method.ServiceName, method.Name))
        ?? _rules.GetValueOrDefault((method.ServiceName, null))
        ?? _rules.GetValueOrDefault((null, null));
}
