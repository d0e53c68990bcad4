using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Learning.SelfPlay;

namespace RingRift.Web.Api;

/// <summary>Reads the answers of the functions without reflection, so that only what is read is sent to the browser.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Site))]
[JsonSerializable(typeof(RunNames))]
[JsonSerializable(typeof(ChampionEntries))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(LineageAnswer))]
[JsonSerializable(typeof(GamesAnswer))]
[JsonSerializable(typeof(GameRecord))]
[JsonSerializable(typeof(ConditionsAnswer))]
[JsonSerializable(typeof(LiveEventAnswer))]
[JsonSerializable(typeof(TraceAnswer))]
[JsonSerializable(typeof(DeadLettersAnswer))]
[JsonSerializable(typeof(DeadLetterOrder))]
[JsonSerializable(typeof(DeadLetterReportAnswer))]
[JsonSerializable(typeof(PausedScopeAnswer[]))]
[JsonSerializable(typeof(DaemonsAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>What is served beside the page.</summary>
/// <param name="Api">Address of the functions' API, relative to the page; null for none.</param>
/// <param name="Actions">Whether the place takes actions, or only questions.</param>
internal sealed record Site(string? Api, bool Actions = false);

/// <summary>The runs there are.</summary>
/// <param name="Runs">Names of configurations.</param>
internal sealed record RunNames(IReadOnlyList<string> Runs);

/// <summary>The champions of a configuration.</summary>
/// <param name="Champions">Oldest first.</param>
internal sealed record ChampionEntries(IReadOnlyList<ChampionEntry> Champions);

/// <summary>A champion.</summary>
/// <param name="Generation">Changes of the champion so far, from 1.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Model">SHA-256 of the ONNX file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Restores">The generation that a rollback restored; null for a promotion.</param>
/// <param name="Reason">Why; null for a promotion.</param>
/// <param name="RolledBackBy">The rollback that undid it; null for none.</param>
public sealed record ChampionEntry(
    int Generation, int Iteration, string Model, long Bytes, int? Restores = null, string? Reason = null, int? RolledBackBy = null);
