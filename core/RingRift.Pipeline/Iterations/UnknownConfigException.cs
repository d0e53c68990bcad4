using RingRift.Game;

namespace RingRift.Pipeline.Iterations;

/// <summary>A name that is none of the twelve configs.</summary>
/// <param name="name">The name.</param>
public sealed class UnknownConfigException(string? name)
    : ArgumentException($"'{name}' is no config; there are {string.Join(", ", GameConfig.All.Select(config => config.Name))}");
