using System.Net;
using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

/// <summary>What the server answers to requests that are not calls of its methods.</summary>
public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpcx")]
    [InlineData("text/plain")]
    public async Task Another_content_type_is_415(string contentType)
    {
        await using var host = await EchoHost.StartAsync();
        using var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.Http.PostAsync(RawCall.OnePath, content);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task An_unhandled_preflight_is_405_and_says_what_is_allowed()
    {
        await using var host = await EchoHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, RawCall.OnePath)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("Origin", "https://console.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await host.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Fact]
    public async Task Get_is_405()
    {
        await using var host = await EchoHost.StartAsync();
        using var response = await host.Http.GetAsync(RawCall.OnePath);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/test.echo.Echoes/one")]
    [InlineData("/test.echo.Echoes/Other")]
    [InlineData("/test.echo.Others/One")]
    public async Task An_unknown_method_or_service_is_unimplemented(string path)
    {
        await using var host = await EchoHost.StartAsync();
        var answer = await host.CallAsync(RawCall.Frame(new Note()), path);
        answer.HttpStatus.ShouldBe(200);
        answer.Code.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Unknown_services_can_be_left_to_the_application()
    {
        await using var host = await EchoHost.StartAsync(
            services => services.AddGrpc(options => options.IgnoreUnknownServices = true),
            app =>
            {
                app.MapGrpcService<EchoService>();
                app.MapFallback(static () => Results.Content("mine"));
            });
        var answer = await host.CallAsync(RawCall.Frame(new Note()), "/test.echo.Others/One");
        answer.GrpcStatus.ShouldBeNull();
        (await host.CallAsync(RawCall.Frame(new Note()), "/test.echo.Echoes/Other")).Code.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Pages_of_the_application_are_not_hidden_by_the_catch_all()
    {
        await using var host = await EchoHost.StartAsync(map: app =>
        {
            app.MapGrpcService<EchoService>();
            app.MapPost("/some/page", static () => Results.Content("mine"));
            app.MapFallback(static () => Results.Content("fallback"));
        });
        (await host.Http.GetStringAsync("/other/page")).ShouldBe("fallback");
    }

    [Fact]
    public async Task Authorisation_comes_before_the_message_is_read()
    {
        await using var host = await EchoHost.StartAsync(
            services =>
            {
                services.AddAuthentication().AddBearerToken();
                services.AddAuthorization();
            },
            app => app.MapGrpcService<EchoService>().RequireAuthorization());
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }
}
