using System.Text.Json.Serialization;

namespace RingRift.Game;

/// <summary>How a game ended. Its name outside the code is <see cref="EndKinds.NameOf"/>.</summary>
public enum EndKind : byte
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The winner was credited with enough eliminated rings (R170).</summary>
    RingElimination,

    /// <summary>The winner owns enough territory, and more than all others together (R171).</summary>
    TerritoryControl,

    /// <summary>Only the winner controls stacks and nobody else has a ring left (R174).</summary>
    [JsonStringEnumMemberName(EndKinds.Early)]
    EarlyLastPlayerStanding,

    /// <summary>The winner alone had real actions for the required number of rounds (R172).</summary>
    [JsonStringEnumMemberName(EndKinds.Rounds)]
    LastPlayerStandingRounds,

    /// <summary>No stacks and no placement: most territory (R173).</summary>
    StalemateTerritory,

    /// <summary>No stacks and no placement: most eliminated rings, rings in hand among them.</summary>
    StalemateRings,

    /// <summary>No stacks and no placement: most markers.</summary>
    StalemateMarkers,

    /// <summary>No stacks and no placement, all else equal: the seat that moved last.</summary>
    StalemateLastActor,
}

/// <summary>The names of the ends in game records, figures and outputs. Two are older than the names in the code.</summary>
public static class EndKinds
{
    internal const string Early = "EarlyLps";
    internal const string Rounds = "LpsRounds";

    /// <summary>The name of an end.</summary>
    /// <param name="kind">How a game ended.</param>
    public static string NameOf(EndKind kind) => kind switch
    {
        EndKind.EarlyLastPlayerStanding => Early,
        EndKind.LastPlayerStandingRounds => Rounds,
        _ => kind.ToString(),
    };
}
