using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;

namespace RingRift.Learning.Tests.Samples;

public sealed class SampleReaderTests
{
    private static readonly byte[] Good = Archive();

    [Fact]
    public void Should_read_the_rows_of_the_games_in_order()
    {
        var games = TestGames.Play(TestGames.Options(2));
        using var reader = new SampleReader(new MemoryStream(Good));
        var planes = new byte[PositionEncoder.For(reader.Config).Size];
        var read = new List<(int Game, int Ply)>();
        while (reader.TryRead(planes, out var game, out var row))
        {
            read.Add((game, row.Ply));
        }

        Assert.Equal(games.SelectMany((game, number) => game.Decisions.Select(decision => (number, decision.Ply))), read);
        Assert.False(reader.TryRead(planes, out _, out _));
    }

    [Fact]
    public void When_an_array_breaks_a_rule_should_name_it_and_the_value()
    {
        AssertRefused(Changed<int>("policy_index", all => all[^1] = 4788), "'policy_index' holds 4788; there are 4788 actions");
        AssertRefused(Changed<long>("policy_offset", all => all[0] = 1), "'policy_offset' does not begin with 0");
        AssertRefused(Changed<long>("policy_offset", all => all[1] = 0), "'policy_offset' gives sample 0 0 entries");
        AssertRefused(Changed<long>("policy_offset", all => all[2] = long.MaxValue), "'policy_offset' gives sample 1");
        AssertRefused(Changed<long>("policy_offset", all => all[^1]--), "'policy_offset' does not end at the end of 'policy_index'");
        AssertRefused(Changed<int>("ply", _ => { }, all => all[..^1]), "'ply' has shape");
        AssertRefused(Changed<float>("plane_scale", _ => { }, all => all[..^1]), "'plane_scale' has 34 elements");
    }

    [Fact]
    public void When_the_archive_is_cut_short_should_say_so()
    {
        AssertRefused(Good[..(Good.Length / 2)], "no .npz archive");
        AssertRefused(Good[..^1], "no .npz archive");
        AssertRefused([], "no .npz archive");
    }

    private static void AssertRefused(byte[] archive, string message)
    {
        var error = Assert.Throws<NpzFormatException>(() => SampleSet.Read(new MemoryStream(archive)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Archive()
    {
        using var stream = new MemoryStream();
        var config = GameConfig.Parse("hex8_2p");
        SampleArchive.Write(stream, config, TestGames.Play(TestGames.Options(2)), new SampleQualityBuilder(config));
        return stream.ToArray();
    }

    /// <summary>The archive with another content of one array.</summary>
    private static byte[] Changed<TChanged>(string changed, Action<TChanged[]> change, Func<TChanged[], TChanged[]>? resize = null)
        where TChanged : unmanaged
    {
        using var source = new NpzReader(new MemoryStream(Good));
        using var target = new MemoryStream();
        using (var npz = new NpzWriter(target))
        {
            void Copy<T>(string name)
                where T : unmanaged
            {
                var array = source.Read<T>(name);
                if (name == changed && array.Data is TChanged[] data)
                {
                    change(data);
                    data = resize?.Invoke(data) ?? data;
                    npz.Write<TChanged>(name, data, [data.Length, .. array.Shape.Skip(1)]);
                    return;
                }

                npz.Write<T>(name, array.Data, [.. array.Shape]);
            }

            Copy<byte>("planes");
            Copy<float>("plane_scale");
            Copy<int>("policy_index");
            Copy<float>("policy_weight");
            Copy<long>("policy_offset");
            Copy<float>("value");
            Copy<float>("outcome");
            Copy<bool>("symmetric");
            Copy<int>("game");
            Copy<int>("ply");
            Copy<byte>("seat");
            Copy<byte>("meta");
        }

        return target.ToArray();
    }
}
