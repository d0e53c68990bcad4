using System.Text.Json;
using RingRift.Files;
using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>The folder a local stack lives in. One stack at a time owns it; everything a later run resumes from is below it.</summary>
internal sealed class StackFolder(string root, string option = "--data")
{
    private const string EndpointsFile = "stack.json";
    private const string StorageName = "storage";
    private const string SettingsFile = "settings.json";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The folder itself.</summary>
    public string Root => root;

    /// <summary>Option that named it, for errors.</summary>
    public string Option => option;

    /// <summary>Azurite's files.</summary>
    public string Storage => Folder(StorageName);

    /// <summary>Events that Event Grid accepted and has not delivered.</summary>
    public string Events => Folder("events");

    /// <summary>What the processes said.</summary>
    public string Logs => Folder("logs");

    /// <summary>
    /// Takes the folder for this process; null while another process has it. The lock ends with the process, however it ends.
    /// </summary>
    /// <exception cref="CommandException">The folder cannot be made or written.</exception>
    public IDisposable? TryLock()
    {
        try
        {
            Directory.CreateDirectory(root);
            return FileLock.TryTake(Path.Combine(root, "lock"));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(File.Exists(root) ? "it is a file" : cause.Message, cause);
        }
    }

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="CommandException">Another stack runs in it, or it cannot be made or written.</exception>
    public IDisposable Lock() =>
        TryLock()
            ?? throw new CommandException($"{option} '{root}': another ringrift stack runs in this folder; stop it or choose another folder");

    /// <summary>Says where the running stack answers, for commands that look into it.</summary>
    public Task PublishAsync(StackEndpoints endpoints, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.Write(Path.Combine(root, EndpointsFile), JsonSerializer.SerializeToUtf8Bytes(endpoints, JsonSerializerOptions.Web));
        return Task.CompletedTask;
    }

    /// <summary>Keeps the settings that a run was given, so that it can be repeated.</summary>
    /// <exception cref="CommandException">They cannot be written.</exception>
    public void KeepSettings(IReadOnlyDictionary<string, string> settings)
    {
        try
        {
            AtomicFile.Write(Path.Combine(root, SettingsFile), JsonSerializer.SerializeToUtf8Bytes(settings, JsonSerializerOptions.Web));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(cause.Message, cause);
        }
    }

    /// <summary>The settings that the newest run here was given; none where nobody kept them.</summary>
    /// <exception cref="CommandException">The file that holds them is damaged.</exception>
    public IReadOnlyDictionary<string, string> Settings()
    {
        var file = Path.Combine(root, SettingsFile);
        try
        {
            return File.Exists(file)
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file), Strict) ?? throw new JsonException("it says null")
                : new Dictionary<string, string>();
        }
        catch (Exception damage) when (damage is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException($"'{file}' does not say which settings the run of this folder had: {damage.Message}", damage);
        }
    }

    /// <summary>Takes back what <see cref="PublishAsync"/> wrote.</summary>
    public void Withdraw() => File.Delete(Path.Combine(root, EndpointsFile));

    /// <summary>Where the running stack answers; null when none says so.</summary>
    /// <exception cref="CommandException">The file that says so is damaged.</exception>
    public StackEndpoints? Endpoints()
    {
        var file = Path.Combine(root, EndpointsFile);
        try
        {
            return File.Exists(file)
                ? JsonSerializer.Deserialize<StackEndpoints>(File.ReadAllBytes(file), Strict) ?? throw new JsonException("it says null")
                : null;
        }
        catch (JsonException damage)
        {
            throw new CommandException(
                $"'{file}' does not say where the stack of this folder answers ({damage.Message}); stop what runs in this folder and start it again, which writes the file anew", damage);
        }
    }

    /// <summary>Whether anything was ever stored here.</summary>
    /// <exception cref="CommandException">One cannot tell.</exception>
    public bool HasStorage
    {
        get
        {
            try
            {
                // Directory.Exists would answer no where looking is not permitted.
                return File.GetAttributes(Path.Combine(root, StorageName)).HasFlag(FileAttributes.Directory);
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                return File.Exists(root) ? throw Unusable("it is a file", missing) : false;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw Unusable(cause.Message, cause);
            }
        }
    }

    private CommandException Unusable(string why, Exception cause) =>
        new($"{option} '{root}': this cannot be the folder of a stack: {why.TrimEnd('.')}; choose another, or see 'ringrift doctor'", cause);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
}
