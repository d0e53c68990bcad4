namespace RingRift.Functions.Tests.Runtime;

/// <summary>A temporary folder with the settings files of an application.</summary>
public sealed class ScriptRoot : IDisposable
{
    public ScriptRoot(string hostJson, string? localSettings = null)
    {
        Path = Directory.CreateTempSubdirectory("ringrift-functions-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Path, "host.json"), hostJson);
        if (localSettings is not null)
        {
            File.WriteAllText(System.IO.Path.Combine(Path, "local.settings.json"), localSettings);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
