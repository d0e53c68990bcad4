using System.Globalization;
using RingRift.Game;

namespace RingRift.Web.Opponents;

/// <summary>
/// The rules of a game in one line: the configuration and the options, such as <c>hex8_2p rings=18 lps=3 swap=1</c>. The options have the
/// names of recorded games; one that is left out has the value of the configuration.
/// </summary>
public static class RulesText
{
    private const string Options = "rings=NUMBER, lps=NUMBER and swap=0 or 1";

    /// <summary>Writes rules with every option.</summary>
    public static string Format(GameRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rules.Config} rings={rules.RingsPerPlayer} lps={rules.LastPlayerStandingRounds} swap={(rules.SwapRule ? 1 : 0)}");
    }

    /// <summary>Reads rules.</summary>
    /// <exception cref="FormatException">The configuration or an option is not known, or a value is out of its range.</exception>
    public static GameRules Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rules = GameRules.For(GameConfig.Parse(words.FirstOrDefault() ?? string.Empty));
        foreach (var word in words.Skip(1))
        {
            rules = With(rules, word);
        }

        return rules;
    }

    private static GameRules With(GameRules rules, string word)
    {
        var (name, value) = word.Split('=') is [var left, var right]
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (left, number) : (string.Empty, 0);
        try
        {
            return (name, value) switch
            {
                ("rings", _) => new GameRules(rules.Board, rules.Players, value, rules.LastPlayerStandingRounds, rules.SwapRule),
                ("lps", _) => new GameRules(rules.Board, rules.Players, rules.RingsPerPlayer, value, rules.SwapRule),
                ("swap", 0 or 1) => new GameRules(
                    rules.Board, rules.Players, rules.RingsPerPlayer, rules.LastPlayerStandingRounds, value == 1),
                _ => throw new FormatException($"'{word}' is no option of a game; there are {Options}."),
            };
        }
        catch (ArgumentOutOfRangeException outside)
        {
            throw new FormatException($"'{word}' is out of range: {outside.Message}", outside);
        }
    }
}
