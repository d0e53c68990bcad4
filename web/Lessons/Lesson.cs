using RingRift.Game;

namespace RingRift.Web.Lessons;

/// <summary>One rule with a position to try it in.</summary>
/// <param name="Name">Short name, for addresses.</param>
/// <param name="Title">Heading.</param>
/// <param name="Text">The rule in a few sentences.</param>
/// <param name="Task">What to do on the board.</param>
/// <param name="Config">The configuration of the board.</param>
/// <param name="Position">The position, in the notation of states; it may be put together by hand.</param>
/// <param name="Moves">The moves that show the rule, in notation.</param>
/// <param name="Outcome">What these moves have done.</param>
public sealed record Lesson(
    string Name, string Title, string Text, string Task, string Config, string Position, IReadOnlyList<string> Moves, string Outcome)
{
    /// <summary>The position to begin with.</summary>
    public GameState Begin() => StateNotation.ParseComposed(GameRules.For(GameConfig.Parse(Config)), Position);
}
