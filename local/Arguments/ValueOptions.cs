using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace RingRift.Local.Arguments;

/// <summary>
/// Options whose value has a form and a range. All are read here, in one culture, and each refusal names option, value and rule; the
/// parser's own conversion names a .NET type, and takes a decimal comma for a thousands separator.
/// </summary>
internal static class ValueOptions
{
    private const string Point = "with a decimal point where it has one";
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<T> Whole<T>(string name, string description, T least, T most, T? preset = null)
        where T : struct, IBinaryInteger<T> => Of(
            name,
            description,
            $"a whole number, {least} to {most}",
            preset,
            text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
                ? number
                : null);

    /// <summary>A number above 0 and at most <paramref name="most"/>.</summary>
    public static Option<double> Positive(string name, string description, double most, double preset) =>
        Of(name, description, PositiveRule(most), preset, text => Number(text, double.Epsilon, most));

    /// <summary>The same, which may be left out.</summary>
    public static Option<double?> PositiveOrNone(string name, string description, double most) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Read(result, name, PositiveRule(most), text => Number(text, double.Epsilon, most)),
        };

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<double> Between(string name, string description, double least, double most, double preset) => Of(
        name, description, string.Create(CultureInfo.InvariantCulture, $"a number, {least} to {most}, {Point}"), preset,
        text => Number(text, least, most));

    /// <summary>Reads an option's or argument's only value.</summary>
    public static T? Read<T>(ArgumentResult result, string symbol, string rule, Func<string, T?> parse)
        where T : struct => Read(result, symbol, result.Tokens[0].Value, rule, parse);

    /// <summary>Reads a value, or refuses it by naming symbol, value and rule.</summary>
    /// <param name="result">Of the option or argument.</param>
    /// <param name="symbol">Its name.</param>
    /// <param name="text">What was written.</param>
    /// <param name="rule">What the value must be.</param>
    /// <param name="parse">Reads it; null where it breaks the rule.</param>
    public static T? Read<T>(ArgumentResult result, string symbol, string text, string rule, Func<string, T?> parse)
        where T : struct
    {
        if (parse(text) is { } value)
        {
            return value;
        }

        result.AddError($"{symbol} '{text}': must be {rule}");
        return null;
    }

    /// <summary>
    /// Refuses empty texts everywhere in a tree of commands: a variable that is not set would otherwise select everything, or nothing.
    /// </summary>
    public static void RefuseBlanks(Command command)
    {
        foreach (var option in command.Options.Where(option => IsText(option.ValueType)))
        {
            option.Validators.Add(result => RefuseBlanks(result, option.Name));
        }

        foreach (var argument in command.Arguments.Where(argument => IsText(argument.ValueType)))
        {
            argument.Validators.Add(result => RefuseBlanks(result, argument.Name));
        }

        foreach (var subcommand in command.Subcommands)
        {
            RefuseBlanks(subcommand);
        }
    }

    private static void RefuseBlanks(SymbolResult result, string symbol)
    {
        foreach (var token in result.Tokens.Where(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{symbol} '{token.Value}': must not be empty");
        }
    }

    private static bool IsText(Type type) =>
        type == typeof(string) || type == typeof(string[]) || type == typeof(FileInfo) || type == typeof(DirectoryInfo);

    private static Option<T> Of<T>(string name, string description, string rule, T? preset, Func<string, T?> parse)
        where T : struct
    {
        var option = new Option<T>(name) { Description = description, CustomParser = result => Read(result, name, rule, parse) ?? default };
        option.DefaultValueFactory = preset is { } value ? _ => value : null;
        return option;
    }

    private static string PositiveRule(double most) =>
        string.Create(CultureInfo.InvariantCulture, $"a number above 0 and at most {most}, {Point}");

    private static double? Number(string text, double least, double most) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
