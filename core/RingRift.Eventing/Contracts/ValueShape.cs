using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>A text, number, truth value, time or name of an enumeration.</summary>
/// <param name="read">Reads the value; null when it is none.</param>
/// <param name="rule">What it must be.</param>
/// <param name="constraints">What it must keep to beyond its type.</param>
internal sealed class ValueShape(Func<JsonElement, object?> read, string rule, IReadOnlyList<ValidationAttribute> constraints) : JsonShape
{
    /// <summary>Any text.</summary>
    public static ValueShape Text { get; } = Of(typeof(string), []);

    /// <summary>An integer of 32 bits.</summary>
    public static ValueShape Integer { get; } = Of(typeof(int), []);

    /// <summary>A number that a double holds.</summary>
    public static ValueShape Number { get; } = Of(typeof(double), []);

    /// <summary>True or false.</summary>
    public static ValueShape Boolean { get; } = Of(typeof(bool), []);

    public override ContractViolation? Check(JsonElement value, int depth)
    {
        if (read(value) is not { } known)
        {
            return Broken(value, value.ValueKind == JsonValueKind.String && !JsonText.IsWhole(value) ? JsonText.WholeRule : rule);
        }

        foreach (var constraint in constraints)
        {
            if (!Holds(constraint, known))
            {
                return Broken(value, constraint.ErrorMessage ?? constraint.FormatErrorMessage("the value"));
            }
        }

        return null;
    }

    public static ValueShape Of(Type type, IReadOnlyList<ValidationAttribute> constraints) => type switch
    {
        _ when type == typeof(string) => new(TextOf, "must be a text", constraints),
        _ when type == typeof(bool) => new(
            value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
            "must be true or false",
            constraints),
        _ when type == typeof(int) => new(
            value => IsNumber(value) && value.TryGetInt32(out var number) ? number : null,
            Between(int.MinValue, int.MaxValue),
            constraints),
        _ when type == typeof(long) => new(
            value => IsNumber(value) && value.TryGetInt64(out var number) ? number : null,
            Between(long.MinValue, long.MaxValue),
            constraints),
        _ when type == typeof(double) => new(
            value => IsNumber(value) && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            "must be a number that a double holds",
            constraints),
        _ when type == typeof(DateTimeOffset) => new(TimeOf, Rfc3339Time.Rule, constraints),
        _ when type == typeof(TimeSpan) => new(SpanOf, "must be a time span [d.]hh:mm:ss, for example 00:30:00", constraints),
        { IsEnum: true } => OfEnum(type, constraints),
        _ => throw new NotSupportedException($"{type} is no value that payloads hold"),
    };

    private static ValueShape OfEnum(Type type, IReadOnlyList<ValidationAttribute> constraints)
    {
        var names = Enum.GetValues(type).Cast<object>().Select(
            value => JsonSerializer.SerializeToElement(value, type, EventJson.Options).GetString()!).ToArray();
        return new ValueShape(
            value => TextOf(value) is { } name && names.Contains(name, StringComparer.Ordinal) ? name : null,
            $"must be one of {string.Join(", ", names)}",
            constraints);
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && JsonText.IsWhole(value) ? value.GetString() : null;

    private static object? TimeOf(JsonElement value) =>
        TextOf(value) is { } text && Rfc3339Time.TryParse(text, out var time) ? time : null;

    private static object? SpanOf(JsonElement value) =>
        TextOf(value) is { } text && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span : null;

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static string Between(long least, long most) =>
        string.Create(CultureInfo.InvariantCulture, $"must be an integer from {least} to {most}, without point or exponent");

    // The attribute itself takes an empty text for a missing one and lets it pass.
    private static bool Holds(ValidationAttribute constraint, object value) =>
        constraint is RegularExpressionAttribute { Pattern: var pattern } && value is string text
            ? Regex.Match(text, pattern) is { Success: true } match && match.Length == text.Length
            : constraint.IsValid(value);
}
