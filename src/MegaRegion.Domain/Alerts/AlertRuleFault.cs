namespace MegaRegion.Domain.Alerts;

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Field">Name of the field as in the public contract, for example <c>window_minutes</c>.</param>
/// <param name="Message">What is wrong and how to cure it, in English.</param>
/// <param name="MessageJa">The same in Japanese.</param>
public sealed record AlertRuleFault(string Field, string Message, string MessageJa);
