using RingRift.Game;

namespace RingRift.Pipeline.Holds;

/// <summary>What a pause holds.</summary>
public static class PauseScope
{
    /// <summary>Every config.</summary>
    public const string All = "all";

    /// <summary>The scopes that hold a config.</summary>
    public static IReadOnlyList<string> Of(string config) => [config, All];

    /// <summary>Every scope there is.</summary>
    public static IEnumerable<string> Every => GameConfig.All.Select(config => config.Name).Append(All);

    /// <summary>Checks a scope from outside.</summary>
    /// <exception cref="ArgumentException">It is neither a config nor <see cref="All"/>; the message names both.</exception>
    public static string Require(string scope) => Every.Contains(scope, StringComparer.Ordinal)
        ? scope
        : throw new ArgumentException($"'{scope}' cannot be paused; it is '{All}' or one of {string.Join(", ", GameConfig.All.Select(config => config.Name))}");
}
