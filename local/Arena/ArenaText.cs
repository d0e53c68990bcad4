using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Ratings;
using RingRift.Learning.SelfPlay;

namespace RingRift.Local.Arena;

/// <summary>Says where a match stands, to people and to programs.</summary>
internal static class ArenaText
{
    /// <summary>One line while a match runs.</summary>
    public static string Progress(ArenaResult result, ArenaOptions options, TimeSpan left) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Score.Games} of at most {options.Pairs * options.Config.Players} games  {Score(result)}  {Ratio(result, options)}  "
        + $"at most {Duration(left)} left");

    /// <summary>Some lines at the end of a match.</summary>
    public static string Final(ArenaResult result, ArenaOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {result.A} against {result.B} on {options.Config.Name}: {Games(result, options)}, seed {options.Seed}
          score  {Score(result)}
          Elo    {Elo(result.Score.Elo)}
          test   elo0 {options.Test.Elo0:0.#}, elo1 {options.Test.Elo1:0.#}: {Ratio(result, options)}, {Verdict(result.Test.Verdict)}
          games  {result.Score.Wins} won, {result.Score.Cut} cut off{Seats(result)}
        """);

    /// <summary>The score of one cell of a table.</summary>
    public static string Score(ArenaResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * result.Score.Pairs.Score:F1} % [{100 * result.Score.Pairs.Low:F1}, {100 * result.Score.Pairs.High:F1}]");

    /// <summary>The line that begins the record of a match.</summary>
    public static object Header(string a, string b, ArenaOptions options) => new
    {
        Kind = "match",
        A = a,
        B = b,
        Config = options.Config.Name,
        Rules = RecordedRules.Of(options.Rules),
        RulesVersion = GameRules.Version,
        options.Seed,
        options.Opening,
        options.Pairs,
        options.Test,
        options.IsFull,
    };

    /// <summary>Progress or result as an object; ends of an interval that are infinite are left out.</summary>
    public static object Json(string kind, ArenaResult result, ArenaOptions options, TimeSpan? left) => new
    {
        Kind = kind,
        result.A,
        result.B,
        Config = options.Config.Name,
        options.Seed,
        result.Score.Games,
        result.Score.Wins,
        result.Score.Cut,
        Score = result.Score.Pairs,
        Elo = new { Elo = Finite(result.Score.Elo.Elo), Low = Finite(result.Score.Elo.Low), High = Finite(result.Score.Elo.High) },
        Test = new
        {
            options.Test.Elo0,
            options.Test.Elo1,
            options.Test.Alpha,
            options.Test.Beta,
            Llr = result.Test.LogLikelihoodRatio,
            options.Test.Lower,
            options.Test.Upper,
            Verdict = result.Test.Verdict.ToString(),
        },
        result.FirstSeat,
        result.SwapsTaken,
        SecondsLeft = left is { } time ? Math.Round(time.TotalSeconds) : (double?)null,
    };

    private static string Games(ArenaResult result, ArenaOptions options) =>
        $"{result.Score.Games} games in {result.Score.Games / options.Config.Players} pairs";

    private static string Ratio(ArenaResult result, ArenaOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"LLR {result.Test.LogLikelihoodRatio:F2} of {options.Test.Lower:F2} to {options.Test.Upper:F2}");

    private static double? Finite(double elo) => double.IsFinite(elo) ? Math.Round(elo, 1) : null;

    private static string Elo(EloInterval elo) => $"{Elo(elo.Elo)} [{Elo(elo.Low)}, {Elo(elo.High)}]";

    private static string Elo(double elo) =>
        double.IsFinite(elo) ? elo.ToString("+0;-0;0", CultureInfo.InvariantCulture) : elo > 0 ? "+∞" : "-∞";

    private static string Verdict(SequentialVerdict verdict) => verdict switch
    {
        SequentialVerdict.AcceptsH0 => "not stronger (H0)",
        SequentialVerdict.AcceptsH1 => "stronger (H1)",
        _ => "undecided",
    };

    private static string Seats(ArenaResult result) => result.FirstSeat is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"; seat 1 got {100 * share:F1} %, the pie rule was used {result.SwapsTaken} times")
        : string.Empty;

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 100 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min");
}
