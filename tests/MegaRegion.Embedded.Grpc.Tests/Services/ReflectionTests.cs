using EmbeddedGrpcTests.Support;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Services;

public sealed class ReflectionTests
{
    [Fact]
    public async Task Services_are_listed_in_both_versions()
    {
        await using var host = await StartAsync();
        var answer = await AskAsync(host, new ServerReflectionRequest { ListServices = "" });
        answer.ListServicesResponse.Service.Select(service => service.Name)
            .ShouldBe(["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "test.echo.Echoes"]);

        using var alpha = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await alpha.RequestStream.WriteAsync(new Grpc.Reflection.V1Alpha.ServerReflectionRequest { ListServices = "" });
        (await alpha.ResponseStream.MoveNext()).ShouldBeTrue();
        alpha.ResponseStream.Current.ListServicesResponse.Service.Count.ShouldBe(3);
        await alpha.RequestStream.CompleteAsync();
        (await alpha.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("test.echo.Echoes")]
    [InlineData("test.echo.Echoes.Chat")]
    [InlineData("test.echo.Note")]
    [InlineData("test.echo.Note.text")]
    public async Task A_symbol_leads_to_its_file(string symbol)
    {
        await using var host = await StartAsync();
        var answer = await AskAsync(host, new ServerReflectionRequest { FileContainingSymbol = symbol });
        FileNames(answer).ShouldBe(["echo.proto"]);
    }

    [Fact]
    public async Task A_file_is_found_by_name()
    {
        await using var host = await StartAsync();
        FileNames(await AskAsync(host, new ServerReflectionRequest { FileByFilename = "echo.proto" })).ShouldBe(["echo.proto"]);
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_within_the_stream()
    {
        await using var host = await StartAsync();
        ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "none.proto" },
            new() { FileContainingSymbol = "no.Symbol" },
            new() { AllExtensionNumbersOfType = "no.Type" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "no.Type", ExtensionNumber = 1 } },
        ];
        foreach (var question in questions)
            (await AskAsync(host, question)).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        (await AskAsync(host, new ServerReflectionRequest())).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.InvalidArgument);
    }

    private static Task<EchoHost> StartAsync()
        => EchoHost.StartAsync(
            static services => services.AddGrpcReflection(),
            static app =>
            {
                app.MapGrpcService<EchoService>();
                app.MapGrpcReflectionService();
            });

    private static async Task<ServerReflectionResponse> AskAsync(EchoHost host, ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.OriginalRequest.ShouldBe(question);
        return call.ResponseStream.Current;
    }

    private static IEnumerable<string> FileNames(ServerReflectionResponse answer)
        => answer.FileDescriptorResponse.FileDescriptorProto.Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name);
}
