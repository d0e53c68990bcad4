using RingRift.Game;

namespace RingRift.Local.Training;

/// <summary>What <c>ringrift train</c> was asked for.</summary>
internal sealed record TrainOptions
{
    /// <summary>Board and players.</summary>
    public required GameConfig Config { get; init; }

    /// <summary>Wall clock time; null runs until it is stopped.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>Worker processes.</summary>
    public required int Workers { get; init; }

    /// <summary>Where the stack lives.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Environment variables for functions and workers.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Whether the run follows from numbers alone, so that it can be repeated.</summary>
    public required bool Lockstep { get; init; }

    /// <summary>Recorded run that is made again; null for a run of its own.</summary>
    public Repetition? Repetition { get; init; }

    /// <summary>Whether the page is served beside the run.</summary>
    public required bool Page { get; init; }

    /// <summary>Output for scripts.</summary>
    public required bool Json { get; init; }

    /// <summary>The settings, and the config for workers to hold them against at their start.</summary>
    /// <param name="settings">The settings it was given, or those of the run that is made again.</param>
    public IReadOnlyDictionary<string, string> ProcessSettings(IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>(settings);
        all.TryAdd("Worker__Configs", Config.Name);
        if (Lockstep)
        {
            all["Pipeline__Lockstep"] = "true";
        }

        return all;
    }
}
