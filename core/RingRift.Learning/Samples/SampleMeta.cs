namespace RingRift.Learning.Samples;

/// <summary>What a sample archive says about itself (array <c>meta</c>, JSON).</summary>
/// <param name="Version">Format of the archive.</param>
/// <param name="Config">Name of the configuration.</param>
/// <param name="Encoder">Version of planes and actions.</param>
/// <param name="Actions">Number of actions.</param>
/// <param name="OutcomeWeight">Part of the value target that is the game's outcome.</param>
/// <param name="Planes">Names of the planes.</param>
public sealed record SampleMeta(int Version, string Config, int Encoder, int Actions, float OutcomeWeight, IReadOnlyList<string> Planes);
