using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Conformance.Sqlite;

/// <summary>A SQLite store in a temporary folder.</summary>
internal sealed class TemporarySqliteStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("megaregion-store-");
    private readonly Action<IServiceCollection> _configure;
    private ServiceProvider? _services;

    public TemporarySqliteStore(Action<IServiceCollection>? configure = null) => _configure = configure ?? (_ => { });

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    /// <summary>Opened at the first use.</summary>
    public ServiceProvider Services => _services ??= Build();

    /// <summary>Closes the file; the next use opens it again.</summary>
    public async ValueTask CloseAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            _services = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddMegaRegionSqliteStore(options => options.Path = Path);
        _configure(services);
        return services.BuildServiceProvider();
    }
}
