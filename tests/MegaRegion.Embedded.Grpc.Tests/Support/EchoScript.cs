using EmbeddedGrpcTests.Echo;
using Grpc.Core;

namespace EmbeddedGrpcTests.Support;

/// <summary>What the echo service does in a test.</summary>
internal sealed class EchoScript
{
    public Func<Note, ServerCallContext, Task<Note>> One { get; set; } = static (note, _) => Task.FromResult(note);

    public Func<IAsyncStreamReader<Note>, ServerCallContext, Task<Note>> Collect { get; set; } = static async (notes, _) =>
    {
        var sum = 0;
        await foreach (var note in notes.ReadAllAsync())
            sum += note.Number;
        return new Note { Number = sum };
    };

    public Func<Note, IServerStreamWriter<Note>, ServerCallContext, Task> Expand { get; set; } = static async (note, notes, _) =>
    {
        for (var i = 0; i < note.Number; i++)
            await notes.WriteAsync(new Note { Number = i });
    };

    public Func<IAsyncStreamReader<Note>, IServerStreamWriter<Note>, ServerCallContext, Task> Chat { get; set; } =
        static async (requests, responses, _) =>
        {
            await foreach (var note in requests.ReadAllAsync())
                await responses.WriteAsync(note);
        };
}
