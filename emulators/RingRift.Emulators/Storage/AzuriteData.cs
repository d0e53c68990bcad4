namespace RingRift.Emulators.Storage;

/// <summary>
/// Azurite's own files. It takes an empty one for a beginning and would write over what is left elsewhere, so that a damaged one stops its
/// start.
/// </summary>
internal static class AzuriteData
{
    private const string Databases = "__azurite_db_*.json";

    /// <summary>Looks at the databases in a folder: each is one JSON object, which is written to another file and then renamed.</summary>
    /// <exception cref="AzuriteException">A database is empty or cut off; nothing was changed.</exception>
    public static void Require(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (var file in Directory.EnumerateFiles(folder, Databases).Order(StringComparer.Ordinal))
        {
            if (Damage(file) is { } damage)
            {
                throw new AzuriteException(
                    $"The storage file {file} is damaged: {damage}. Nothing was changed. "
                    + "Put a copy of the whole folder back, or move the folder away to begin anew.");
            }
        }
    }

    private static string? Damage(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0)
        {
            return "it is empty";
        }
        var first = file.ReadByte();
        file.Seek(-1, SeekOrigin.End);
        return (first, file.ReadByte()) == ('{', '}') ? null : $"it has {file.Length} bytes, which are not one whole JSON object";
    }
}
