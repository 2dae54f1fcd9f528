using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("MegaRegion.Embedded.Grpc.Tests")]
[assembly: InternalsVisibleTo("MegaRegion.Interop")]
