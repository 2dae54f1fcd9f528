namespace MegaRegion.Modelling.Transit;

/// <summary>A link of a service network.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Line that it belongs to, from 0; −1 for walks.</param>
/// <param name="Position">Position in the line's stops where it begins; −1 for walks.</param>
/// <param name="Minutes">Minutes on it without waiting.</param>
/// <param name="HeadwayMinutes">Headway where one boards; 0 where nothing is waited for.</param>
public readonly record struct TransitLink(TransitLinkKind Kind, int Line, int Position, double Minutes, double HeadwayMinutes);
