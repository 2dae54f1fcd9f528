using System.ComponentModel.DataAnnotations;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Server;

/// <summary>How a server runs. Copied when the server is created; later changes have no effect.</summary>
public sealed class ServerOptions
{
    private static readonly string[] EndpointVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    /// <summary>
    /// Where gRPC is served (HTTP/2 without TLS). Default <c>http://127.0.0.1:5210</c>; port 0 takes a free one.
    /// </summary>
    [Required]
    public Uri Grpc { get; set; } = new("http://127.0.0.1:5210");

    /// <summary>
    /// Where HTTP/1.1 is served: gRPC-Web, <c>/metrics</c> and <c>/health/*</c>. Without TLS a port speaks one of the
    /// two protocols only, so it is a port of its own. Default <c>http://127.0.0.1:5211</c>; port 0 takes a free one.
    /// </summary>
    [Required]
    public Uri Web { get; set; } = new("http://127.0.0.1:5211");

    /// <summary>
    /// Allows an address that other machines can reach. Default false: such an address is refused at start, because
    /// the server has neither TLS nor sign-in yet.
    /// </summary>
    public bool ListenAny { get; set; }

    /// <summary>
    /// The store: a folder, made when it does not exist, for SQLite; or
    /// <c>postgres://user@host:port/database?schema=megaregion</c> for PostgreSQL (see
    /// <see cref="Storage.Postgres.PostgresUrl"/>). Default <c>megaregion-store</c>.
    /// </summary>
    [Required]
    public string StorePath { get; set; } = "megaregion-store";

    /// <summary>The store without a password, for messages.</summary>
    public string StoreName => UsesPostgres ? PostgresUrl.Parse(StorePath).ToString() : StorePath;

    /// <summary>Whether the store is PostgreSQL.</summary>
    internal bool UsesPostgres => PostgresUrl.IsPostgres(StorePath);

    /// <summary>
    /// The folder of the data set whose places fill the catalogue; null looks beside the program and above it.
    /// </summary>
    public string? DataSetPath { get; set; }

    /// <summary>How long windows and reports are kept. Default: minutes 48 hours, hours 35 days, the rest for ever.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>Whether the places of the data set are added to the catalogue at start. Default true.</summary>
    public bool FillCatalogue { get; set; } = true;

    /// <summary>Whether <c>/metrics</c> is served. Default true.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>
    /// The OTLP endpoint for metrics and traces; null takes <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and without that
    /// nothing is sent.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>
    /// How long a stop may take: new calls are refused at once, running streams are ended, hubs write their state.
    /// After it the process ends anyway; nothing acknowledged is lost. 1 s to 10 min; default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DrainBudget { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client may be silent before it is asked for a sign of life; it is cut off when it does not answer
    /// within the same time, at most 20 s. 1 s to 10 min; default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Lines of the log below this level are not written. Default Warning.</summary>
    public LogLevel MinLogLevel { get; set; } = LogLevel.Warning;

    /// <summary>Whether metrics and traces are sent to an OTLP endpoint.</summary>
    internal bool SendsOtlp =>
        OtlpEndpoint is not null
        || Array.Exists(EndpointVariables, name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    /// <summary>Whether spans are made: only when somebody receives them.</summary>
    internal bool SendsTraces => SendsOtlp;
}
