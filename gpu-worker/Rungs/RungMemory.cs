using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using RingRift.Files;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using TorchSharp;

namespace RingRift.GpuWorker.Rungs;

/// <summary>
/// Remembers, from one process to the next, on which rung LibTorch computed rightly on this processor, so that a later start begins there.
/// The self-test runs all the same: what is remembered saves time and decides nothing, so a file that is damaged, or of another version, is
/// left out.
/// </summary>
public sealed partial class RungMemory(
    IOptions<SelfTestOptions> options, IOptions<TrainingOptions> training, TimeProvider time, ILogger<RungMemory> logger)
{
    private const string FileName = "rungs.json";

    // Every build of the worker is a key of its own.
    private const int MostEntries = 32;

    /// <summary>
    /// What must be the same for a rung to be the same: processor, libraries, this build, and the networks that are trained.
    /// </summary>
    public string Key => string.Join(
        "; ",
        Processor.Description,
        $"features {Processor.Features}",
        $"TorchSharp {TorchSharpVersion}",
        $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}",
        $"worker {Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId:N}",
        $"{training.Value.Blocks}x{training.Value.Channels}, {training.Value.BatchSize} rows, {training.Value.Threads} threads");

    // Stands for the one LibTorch that it fits. LibTorch itself must not be asked: that would load it before its rung is chosen.
    private static string TorchSharpVersion => typeof(torch).Assembly.GetName().Version!.ToString();

    // Null where the user has no home.
    private string? Home =>
        (options.Value.Folder, Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)) switch
        {
            ({ Length: > 0 } folder, _) => folder,
            (_, { Length: > 0 } data) => Path.Combine(data, "ringrift", "self-test"),
            _ => null,
        };

    // A rung that was made to fail says nothing about the processor.
    private bool IsUsed => options.Value is { Remember: true, FailRungs.Length: 0 };

    /// <summary>What is remembered; null when nothing is.</summary>
    public RememberedRung? Recall() => IsUsed && Home is { } home ? Read(Path.Combine(home, FileName)).GetValueOrDefault(Key) : null;

    /// <summary>Remembers a rung; the first one by forgetting what was known.</summary>
    /// <param name="rung">The rung that passed.</param>
    /// <param name="tried">All rungs of this start, in order.</param>
    public void Remember(TorchRung rung, IReadOnlyList<RungResult> tried)
    {
        ArgumentNullException.ThrowIfNull(rung);
        ArgumentNullException.ThrowIfNull(tried);
        if (!IsUsed || Home is not { } home)
        {
            return;
        }

        var file = Path.Combine(home, FileName);
        var entries = Read(file);
        var known = entries.GetValueOrDefault(Key);
        if (rung == TorchRung.First ? known is null : known?.Rung == rung.Name && tried.Count == 1)
        {
            return;
        }

        entries.Remove(Key);
        if (rung != TorchRung.First)
        {
            var speeds = new Dictionary<string, double>(known?.RowsPerSecond ?? new Dictionary<string, double>());
            foreach (var result in tried.Where(result => result.RowsPerSecond > 0))
            {
                speeds[result.Name] = result.RowsPerSecond!.Value;
            }

            entries[Key] = new RememberedRung(rung.Name, speeds, time.GetUtcNow());
        }

        Write(file, entries.OrderByDescending(entry => entry.Value.Time).Take(MostEntries).ToDictionary());
    }

    private Dictionary<string, RememberedRung> Read(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return [];
            }

            PrivateFolder.Require(Path.GetDirectoryName(file)!);
            return (JsonSerializer.Deserialize<Dictionary<string, RememberedRung?>>(File.ReadAllText(file), RungResult.Json) ?? [])
                .Where(entry => TorchRung.Find(entry.Value?.Rung) is not null && entry.Value!.RowsPerSecond is not null)
                .ToDictionary(entry => entry.Key, entry => entry.Value!);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            LogNotRead(file, e.Message);
            return [];
        }
    }

    private void Write(string file, Dictionary<string, RememberedRung> entries)
    {
        try
        {
            PrivateFolder.Require(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(entries, RungResult.Json));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(file, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is left out, and the self-test begins on the first rung: {Reason}")]
    private partial void LogNotRead(string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be written, and the next start will not know the rung: {Reason}")]
    private partial void LogNotWritten(string file, string reason);
}

/// <summary>What is remembered of a processor.</summary>
/// <param name="Rung">Name of the rung that passed.</param>
/// <param name="RowsPerSecond">Rows a second of training by rung, as far as measured.</param>
/// <param name="Time">When (UTC).</param>
public sealed record RememberedRung(string Rung, IReadOnlyDictionary<string, double> RowsPerSecond, DateTimeOffset Time);
