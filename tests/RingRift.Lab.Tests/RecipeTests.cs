namespace RingRift.Lab.Tests;

public sealed class RecipeTests
{
    [Fact]
    public void Should_take_what_is_not_given_from_the_pipeline()
    {
        var recipe = Recipe.Parse("fast:SelfPlay:FullVisits=32,Pipeline:RowUses=4");
        Assert.Equal(("fast", 32, 16, 4.0), (recipe.Name, recipe.SelfPlay.FullVisits, recipe.SelfPlay.FastVisits, recipe.Learner.RowUses));
        Assert.Equal(recipe.ToString(), Recipe.Parse(recipe.ToString()).ToString());
        Assert.Equal("plain", Recipe.Parse("plain").ToString());
    }

    [Theory]
    [InlineData("a:SelfPlay:FullVisits", "is not Section:Name=VALUE")]
    [InlineData("a:SelfPlay:Visits=3", "there is no setting 'SelfPlay:Visits'")]
    [InlineData("a:SelfPlay:FullVisits=many", "section SelfPlay")]
    [InlineData("a:SelfPlay:FullVisits=1", "FullVisits must be between")]
    [InlineData("a:SelfPlay:FastVisits=100", "FastVisits 100 is above FullVisits 64")]
    public void When_a_recipe_is_wrong_should_name_value_and_rule(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<LabException>(() => Recipe.Parse(text)).Message, StringComparison.Ordinal);
}
