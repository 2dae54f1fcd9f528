using Grpc.Net.Client;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

public sealed class RestartTests : IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("megaregion-restart-tests-").FullName;

    [Fact]
    public async Task An_edited_place_survives_a_restart_that_fills_the_catalogue_again()
    {
        var place = await WithServerAsync(async channel =>
        {
            var catalogue = new CatalogService.CatalogServiceClient(channel);
            var read = (await catalogue.GetPlaceAsync(new GetPlaceRequest { Id = "hub:linkers" })).Place;
            read.NameEn = "Renamed";
            return (await catalogue.UpdatePlaceAsync(new UpdatePlaceRequest { Place = read })).Place;
        });
        var again = await WithServerAsync(async channel =>
            (await new CatalogService.CatalogServiceClient(channel).GetPlaceAsync(new GetPlaceRequest { Id = "hub:linkers" })).Place);
        again.ShouldBe(place);
        again.NameEn.ShouldBe("Renamed");
    }

    public void Dispose() => Directory.Delete(_store, recursive: true);

    private async Task<T> WithServerAsync<T>(Func<GrpcChannel, Task<T>> use)
    {
        await using var server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _store,
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var result = await use(channel);
        await server.StopAsync();
        return result;
    }
}
