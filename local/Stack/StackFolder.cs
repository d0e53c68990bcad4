using System.Text.Json;
using RingRift.Local.Commands;

namespace RingRift.Local.Stack;

/// <summary>The folder a local stack lives in. One stack at a time owns it; everything a later run resumes from is below it.</summary>
internal sealed class StackFolder(string root)
{
    private const string EndpointsFile = "stack.json";

    /// <summary>The folder itself.</summary>
    public string Root => root;

    /// <summary>Azurite's files.</summary>
    public string Storage => Folder("storage");

    /// <summary>Events that Event Grid accepted and has not delivered.</summary>
    public string Events => Folder("events");

    /// <summary>What the processes said.</summary>
    public string Logs => Folder("logs");

    /// <summary>Takes the folder for this process; null while another process has it. The lock ends with the process, however it ends.</summary>
    public IDisposable? TryLock()
    {
        Directory.CreateDirectory(root);
        try
        {
            return new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="CommandException">Another stack runs in it.</exception>
    public IDisposable Lock() =>
        TryLock() ?? throw new CommandException($"--data '{root}': another ringrift stack runs in this folder; stop it or choose another folder");

    /// <summary>Says where the running stack answers, for commands that look into it.</summary>
    public async Task PublishAsync(StackEndpoints endpoints, CancellationToken cancellationToken)
    {
        var file = Path.Combine(root, EndpointsFile);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(endpoints, JsonSerializerOptions.Web), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back what <see cref="PublishAsync"/> wrote.</summary>
    public void Withdraw() => File.Delete(Path.Combine(root, EndpointsFile));

    /// <summary>Where the running stack answers; null when none says so.</summary>
    public StackEndpoints? Endpoints()
    {
        var file = Path.Combine(root, EndpointsFile);
        return File.Exists(file) ? JsonSerializer.Deserialize<StackEndpoints>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
    }

    /// <summary>Whether anything was ever stored here.</summary>
    public bool HasStorage => Directory.Exists(Path.Combine(root, "storage"));

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
}
