namespace RingRift.Local.Stack;

/// <summary>One process of the stack.</summary>
internal sealed record ChildProcessOptions
{
    /// <summary>Name for people; also the log file's.</summary>
    public required string Name { get; init; }

    /// <summary>What runs it: the .NET host on the PATH.</summary>
    public string Host { get; init; } = "dotnet";

    /// <summary>The managed program to run.</summary>
    public required string Assembly { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables added to this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it shows that it does not hang: any answer will do. Null: where its output says, if it does.</summary>
    public Uri? Health { get; init; }

    /// <summary>Folder of the log file.</summary>
    public required string LogFolder { get; init; }

    /// <summary>Unexpected exits in a row that are answered by a new start. A run of <see cref="Healthy"/> begins a new row.</summary>
    public int MaxRestarts { get; init; } = 5;

    /// <summary>A process that ran this long was healthy.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it may take to stop before it is killed: more than a worker's drain time.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(25);
}
