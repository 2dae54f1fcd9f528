namespace MegaRegion.Storage.Migrations;

/// <summary>A numbered SQL file.</summary>
/// <param name="Version">Its number, from 1 without gaps.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Sql">Its text, with line feeds.</param>
/// <param name="Checksum">SHA-256 of the text in lower-case hexadecimal.</param>
internal sealed record Migration(int Version, string Name, string Sql, string Checksum);
