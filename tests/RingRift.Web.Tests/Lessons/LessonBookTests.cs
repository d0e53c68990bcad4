using RingRift.Game;
using RingRift.Web.Lessons;

namespace RingRift.Web.Tests.Lessons;

/// <summary>The positions of the rules page against the engine: what a lesson shows is legal, and does what its text says.</summary>
public sealed class LessonBookTests
{
    public static TheoryData<string> Names => [.. LessonBook.All.Select(lesson => lesson.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_show_legal_moves_and_leave_a_choice(string name)
    {
        var state = Named(name).Begin();
        foreach (var move in Named(name).Moves)
        {
            var legal = LegalOf(state);
            Assert.True(legal.Contains(move), $"{move} is not among {string.Join(' ', legal)}");
            state.Play(MoveNotation.Parse(state, move));
        }
    }

    private static Lesson Named(string name) => LessonBook.All.Single(lesson => lesson.Name == name);

    private static List<string> LegalOf(GameState state)
    {
        var moves = new MoveList();
        state.LegalMoves(moves);
        return [.. moves.AsSpan().ToArray().Select(move => MoveNotation.Format(state, move))];
    }
}
