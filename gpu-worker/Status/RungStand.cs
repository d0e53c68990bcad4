using System.Text.Json;
using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Status;

/// <summary>
/// The rung of LibTorch that a process stands on, and what was found on those above it. A process that starts itself again hands it on.
/// </summary>
/// <param name="Rung">The rung.</param>
/// <param name="Failed">The rungs that failed before, in order.</param>
public sealed record RungStand(TorchRung Rung, IReadOnlyList<RungResult> Failed)
{
    /// <summary>Name of the environment variable that hands it on.</summary>
    public const string Variable = "RINGRIFT_TORCH_RUNG";

    /// <summary>The stand after this rung failed too; null below the last.</summary>
    /// <param name="failed">What was found.</param>
    public RungStand? After(RungResult failed) => Rung.Next is { } next ? new RungStand(next, [.. Failed, failed]) : null;

    /// <summary>Reads what <see cref="ToEnvironment"/> wrote; null for anything else.</summary>
    /// <param name="text">The variable's value.</param>
    public static RungStand? Parse(string? text)
    {
        try
        {
            var stored = text is null ? null : JsonSerializer.Deserialize<Stored>(text, RungResult.Json);
            return stored is { Failed: { } failed } && TorchRung.Find(stored.Rung) is { } rung
                ? new RungStand(rung, [.. failed.OfType<RungResult>()])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The environment variables of a process that shall stand here. Native libraries read theirs before any of our code could set it.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToEnvironment()
    {
        var variables = new Dictionary<string,
        string>
        { [Variable] = JsonSerializer.Serialize(new Stored(Rung.Name, Failed), RungResult.Json) };
        if (Rung.OneDnnIsa is { } isa)
        {
            variables[TorchRung.IsaVariable] = isa;
        }

        return variables;
    }

    private sealed record Stored(string? Rung, IReadOnlyList<RungResult>? Failed);
}
