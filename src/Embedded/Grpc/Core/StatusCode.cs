namespace Grpc.Core;

/// <summary>The outcome of a call. The numbers are those of the gRPC wire.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, mostly by its caller.</summary>
    Cancelled = 1,

    /// <summary>A handler failed without saying how, or a status could not be understood.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed; the operation may still have happened.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something the request names does not exist.</summary>
    NotFound = 5,

    /// <summary>Something the request creates exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known but not allowed to do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a message limit or a resource ran out.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the operation needs.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with another operation; retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>A position past the end of what exists.</summary>
    OutOfRange = 11,

    /// <summary>The method, the encoding or the number of messages is not supported.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the system or of the protocol was broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; retrying with back-off may help.</summary>
    Unavailable = 14,

    /// <summary>Data were lost or corrupted beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller gave no valid credentials.</summary>
    Unauthenticated = 16,
}
