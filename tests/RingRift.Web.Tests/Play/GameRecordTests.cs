using RingRift.Web.Play;

namespace RingRift.Web.Tests.Play;

public sealed class GameRecordTests
{
    private const int GamesOfEachFile = 3;

    public static TheoryData<string> Files => [.. RecordedGame.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void When_moves_are_opened_should_have_the_recorded_hash_after_each(string file) => Assert.All(
        RecordedGame.Read(file).Take(GamesOfEachFile),
        game => Assert.Equal(game.Whole, GameRecord.Format(GameRecord.Parse(game.Moves))));

    [Fact]
    public void When_its_own_text_is_opened_should_be_the_same_game()
    {
        var text = RecordedGame.Read(RecordedGame.Files[0]).First().Whole;
        Assert.Equal(text, GameRecord.Format(GameRecord.Parse(text.Replace("\n", "\r\n  ", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("hex9_2p", "hex9_2p")]
    [InlineData("hex8_2p rings=0", "rings=0")]
    [InlineData("hex8_2p swap=2", "swap=2")]
    [InlineData("hex8_2p colour=red", "colour=red")]
    [InlineData("hex8_2p\nP:0,0:1\nP:0,0:1", "Line 3, 'P:0,0:1'")]
    [InlineData("hex8_2p\nP:0,0:4", "Line 2, 'P:0,0:4'")]
    [InlineData("hex8_2p\nX", "Line 2, 'X'")]
    [InlineData("hex8_2p\nT:1:0,0:00000000", "Line 2, 'T:1:0,0:00000000'")]
    [InlineData("hex8_2p\n1. P:0,0:1 0123456789abcdef", "hash")]
    [InlineData("hex8_2p\n0. start 0123456789abcdef", "hash")]
    [InlineData("hex8_2p\n1.", "Line 2, '1.'")]
    [InlineData("hex8_2p\n1. P:0,0:1 a b", "Line 2")]
    public void When_a_text_is_no_game_should_name_the_place(string text, string named) =>
        Assert.Contains(named, Assert.ThrowsAny<FormatException>(() => GameRecord.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void When_the_game_is_over_should_refuse_another_move()
    {
        var text = RecordedGame.Read(RecordedGame.Files[0]).First().Moves;
        Assert.Contains("the game is over", Assert.Throws<FormatException>(() => GameRecord.Parse($"{text}\nNP")).Message, StringComparison.Ordinal);
    }
}
