using System.Text.Json.Serialization;
using RingRift.Game;

namespace RingRift.Learning.SelfPlay;

/// <summary>How a recorded game ended.</summary>
/// <param name="Winner">Winning seat; 0 for a game that was cut off.</param>
/// <param name="End">How it ended; None for a game that was cut off.</param>
/// <param name="Shares">
/// What each seat got, seat 1 first, as the agents sit at the end: all to the winner, or by progress after a cut.
/// </param>
public sealed record RecordedResult(
    int Winner, [property: JsonConverter(typeof(JsonStringEnumConverter<EndKind>))] EndKind End, IReadOnlyList<float> Shares)
{
    /// <summary>The name of the end in records and in figures about them; two are older than the names of their kinds.</summary>
    [JsonIgnore]
    public string EndName => End switch
    {
        EndKind.EarlyLastPlayerStanding => "EarlyLps",
        EndKind.LastPlayerStandingRounds => "LpsRounds",
        _ => End.ToString(),
    };

    /// <summary>Whether the game was cut off at the ply limit.</summary>
    [JsonIgnore]
    public bool WasCut => End == EndKind.None;
}
