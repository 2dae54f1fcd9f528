using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What all calls of this server share.</summary>
internal sealed class ServerRuntime(
    TimeProvider time,
    StreamWatchdog watchdog,
    ServerInstruments instruments,
    ILoggerFactory loggers,
    IOptions<GrpcServiceOptions> options)
{
    private int _isCatchAllTaken;

    public TimeProvider Time => time;

    public StreamWatchdog Watchdog => watchdog;

    public ServerInstruments Instruments => instruments;

    public GrpcServiceOptions Options => options.Value;

    public ILogger Logger { get; } = loggers.CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");

    /// <summary>True once: the first service mapped also maps the answer for services that are not.</summary>
    public bool TryTakeCatchAll() => Interlocked.Exchange(ref _isCatchAllTaken, 1) == 0;
}
