using RingRift.FunctionsMetadata.Comparison;

namespace RingRift.Functions.Tests.Metadata;

public sealed class FunctionSetTests
{
    private const string Official = """
        [{ "name": "B", "scriptFile": "X.dll", "entryPoint": "N.B.Run", "language": "dotnet-isolated", "properties": { "IsCodeless": false },
           "bindings": [{ "type": "queueTrigger", "direction": "In", "name": "m", "dataType": "String", "queueName": "q", "properties": {} }] },
         { "name": "A", "entryPoint": "N.A.Run", "bindings": [] }]
        """;

    private const string Local = """
        [{ "name": "A", "entryPoint": "N.A.Run", "bindings": [] },
         { "name": "B", "entryPoint": "N.B.Run", "bindings": [{ "name": "m", "type": "queueTrigger", "direction": "In", "queueName": "q", "connection": null }] }]
        """;

    [Fact]
    public void When_two_builds_say_the_same_in_their_own_words_should_be_one_text() =>
        Assert.Equal(Set(Local).ToString(), Set(Official).ToString());

    [Fact]
    public void When_written_and_read_again_should_be_the_same() =>
        Assert.Equal(Set(Local).ToString(), Set(Set(Local).ToString()).ToString());

    [Fact]
    public void When_a_build_writes_a_key_nobody_knows_should_keep_it_so_that_it_is_seen() =>
        Assert.Contains(
            "\"novel\"", Set("""[{ "name": "A", "entryPoint": "e", "bindings": [{ "name": "m", "type": "t", "novel": 1 }] }]""").ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{ "name": "A" }]""")]
    [InlineData("""[{ "name": 1, "entryPoint": "e", "bindings": [] }]""")]
    [InlineData("[")]
    public void When_a_text_is_no_list_of_functions_should_say_where_it_is_from(string json) =>
        Assert.StartsWith(
            "the source: not a list of functions", Assert.Throws<InvalidDataException>(() => Set(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void When_a_name_is_there_twice_should_refuse() =>
        Assert.Contains(
            "function A is there twice",
            Assert.Throws<InvalidDataException>(() => Set(Local.Replace("\"B\"", "\"A\"", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void When_functions_differ_should_show_both_sides_of_each_and_of_no_other()
    {
        var approved = Set(
            """[{ "name": "Gone", "entryPoint": "e", "bindings": [] }, { "name": "Moved", "entryPoint": "old", "bindings": [] }, { "name": "Same", "entryPoint": "e", "bindings": [] }]""");
        var actual = Set(
            """[{ "name": "Moved", "entryPoint": "new", "bindings": [] }, { "name": "Novel", "entryPoint": "e", "bindings": [] }, { "name": "Same", "entryPoint": "e", "bindings": [] }]""");

        Assert.Collection(
            FunctionDifferences.Between(approved, "this build", actual),
            gone => Assert.EndsWith("this build:\n(none)", gone, StringComparison.Ordinal),
            moved => Assert.Equal(2, new[] { "\"old\"", "\"new\"" }.Count(side => moved.Contains(side, StringComparison.Ordinal))),
            novel => Assert.StartsWith("function Novel\napproved:\n(none)", novel, StringComparison.Ordinal));
    }

    private static FunctionSet Set(string json) => FunctionSet.Parse("the source", json);
}
