namespace MegaRegion.Gateway.Errors;

/// <summary>Carries a failure from where a call ends to <see cref="ErrorInterceptor"/>, which puts it on the wire.</summary>
internal sealed class ServiceErrorException : Exception
{
    /// <summary>Ends the call with a failure.</summary>
    public ServiceErrorException(ServiceError error)
        : base(error.English) => Error = error;

    /// <summary>Ends the call with a failure that an exception caused.</summary>
    public ServiceErrorException(ServiceError error, Exception innerException)
        : base(error.English, innerException) => Error = error;

    /// <summary>What the caller is told.</summary>
    public ServiceError Error { get; }
}
