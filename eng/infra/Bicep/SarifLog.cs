using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Infra.Bicep;

/// <summary>Reads a SARIF 2.1 log, as far as the compiler writes it.</summary>
public static class SarifLog
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The diagnostics of a log; a result without a level is a warning, as the format says.</summary>
    /// <exception cref="InvalidDataException">The text is no such log.</exception>
    public static IReadOnlyList<BicepDiagnostic> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return JsonSerializer.Deserialize<Log>(text, Options) is { Runs: { } runs }
                ? [.. runs.SelectMany(
                    run => run.Results ?? throw new InvalidDataException("a run of the SARIF log has no results")).Select(Diagnostic)]
                : throw new InvalidDataException("the SARIF log has no runs");
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"this is no SARIF log: {malformed.Message}", malformed);
        }
    }

    private static BicepDiagnostic Diagnostic(Result result)
    {
        var place = result.Locations is [var first, ..] ? first.PhysicalLocation : null;
        return new BicepDiagnostic(
            result.Level ?? "warning", result.RuleId ?? "none", result.Message?.Text ?? string.Empty,
            place?.ArtifactLocation?.Uri ?? string.Empty, place?.Region?.StartLine ?? 0);
    }

    private sealed record Log([property: JsonRequired] IReadOnlyList<Run>? Runs);

    private sealed record Run(IReadOnlyList<Result>? Results);

    private sealed record Result(string? RuleId, string? Level, Message? Message, IReadOnlyList<Location>? Locations);

    private sealed record Message(string? Text);

    private sealed record Location(PhysicalLocation? PhysicalLocation);

    private sealed record PhysicalLocation(ArtifactLocation? ArtifactLocation, Region? Region);

    private sealed record ArtifactLocation(string? Uri);

    private sealed record Region(int StartLine);
}
