using System.Threading.Channels;
using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Internal;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Client;

/// <summary>A burst of calls on a new connection to a server that allows one stream per connection.</summary>
public sealed class NewConnectionTests
{
    private const int Calls = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task More_calls_than_the_server_allows_streams_all_succeed()
    {
        await using var host = await StartAsync();
        var notes = await Task.WhenAll(Burst(host.Client)).WaitAsync(Patience);
        notes.Select(note => note.Number).ShouldBe(Enumerable.Range(0, Calls));
    }

    [Fact]
    public async Task Calls_that_wait_for_each_other_each_get_a_connection()
    {
        await using var host = await StartAsync();
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.One = async (note, _) =>
        {
            if (Interlocked.Increment(ref arrived) == Calls)
                all.SetResult();
            await all.Task;
            return note;
        };
        await Task.WhenAll(Burst(host.Client)).WaitAsync(Patience);
        arrived.ShouldBe(Calls);
    }

    [Fact]
    public async Task No_call_is_begun_before_the_servers_settings_are_in()
    {
        await using var host = await StartAsync();
        var connections = Channel.CreateUnbounded<LateSettingsStream>();
        using var channel = Connect(host, headersFirst: 0, connections.Writer, late => new SettledStream(late, TimeProvider.System));
        await Task.WhenAll(Burst(new Echoes.EchoesClient(channel))).WaitAsync(Patience);
        connections.Writer.Complete();
        var opened = await connections.Reader.ReadAllAsync().ToListAsync();
        opened.ShouldNotBeEmpty();
        opened.ShouldAllBe(connection => connection.HeadersBeforeSettings == 0);
    }

    // Negative control: the handler left to itself begins more calls than the server will allow.
    [Fact]
    public async Task Without_the_wait_calls_are_begun_before_the_servers_settings_are_in()
    {
        await using var host = await StartAsync();
        var connections = Channel.CreateUnbounded<LateSettingsStream>();
        using var channel = Connect(host, headersFirst: 2, connections.Writer, late => late);
        var calls = Burst(new Echoes.EchoesClient(channel));
        var connection = await connections.Reader.ReadAsync();
        await connection.HasEnoughHeaders.WaitAsync(Patience);
        channel.Dispose();
        await Should.ThrowAsync<RpcException>(() => Task.WhenAll(calls).WaitAsync(Patience));
    }

    private static Task<EchoHost> StartAsync() => EchoHost.StartAsync(services =>
        services.Configure<KestrelServerOptions>(options => options.Limits.Http2.MaxStreamsPerConnection = 1));

    private static Task<Note>[] Burst(Echoes.EchoesClient client)
        => [.. Enumerable.Range(0, Calls).Select(i => client.OneAsync(new Note { Number = i }).ResponseAsync)];

    private static GrpcChannel Connect(
        EchoHost host, int headersFirst, ChannelWriter<LateSettingsStream> connections, Func<Stream, Stream> wrap)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            PlaintextStreamFilter = (context, _) =>
            {
                var late = new LateSettingsStream(context.PlaintextStream, headersFirst);
                connections.TryWrite(late);
                return ValueTask.FromResult(wrap(late));
            },
        };
        return GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
