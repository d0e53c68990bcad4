using System.Text.Json;

namespace RingRift.Game.Tests;

public sealed class ConvertedVectorTests
{
    public static TheoryData<string> Vectors =>
        [.. File.ReadLines(TestData.PathOf("vectors", "converted_contract_vectors.jsonl"))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Should_list_and_play_as_recorded(string vector)
    {
        var root = JsonDocument.Parse(vector).RootElement;
        var state = StateNotation.ParseComposed(TestData.RulesOf(root), root.GetProperty("state").GetString()!);
        var texts = Positions.Legal(state).Split(' ');

        Assert.Equal(root.GetProperty("nLegal").GetInt32(), texts.Length);
        Assert.Equal(root.GetProperty("legalHash").GetString(), AsciiHash(string.Join('\n', texts)));
        if (root.TryGetProperty("legal", out var legal))
        {
            Assert.Equal(legal.EnumerateArray().Select(move => move.GetString()), texts);
        }

        state.Play(MoveNotation.Parse(state, root.GetProperty("move").GetString()!));
        Assert.Equal(root.GetProperty("next").GetString(), StateNotation.Format(state));
    }

    private static string AsciiHash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text)))[..16];
}
