using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>
/// What JSON a payload is read from: for a type, taken from the serialiser's own description of it; for an external payload, from the
/// catalogue. The serialiser alone says neither value nor rule, and lets pass what nobody can store: infinite numbers, broken surrogates,
/// enum names in another case.
/// </summary>
internal abstract class JsonShape
{
    /// <summary>The first violation in the order of the text; null when there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">Levels of nesting it may have.</param>
    public abstract ContractViolation? Check(JsonElement value, int depth);

    /// <summary>The shape of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isOpen">Whether its objects may have members that are not declared.</param>
    public static JsonShape Of(Type type, bool isOpen) => Of(type, isOpen, []);

    /// <summary>The shape of an external payload, which may always have other members.</summary>
    /// <param name="fields">The members that are known.</param>
    public static JsonShape Of(IEnumerable<ExternalField> fields) => new ObjectShape(
        fields.ToDictionary(
            one => one.Name, one => new Member(Of(one.Type), one.IsRequired, IsNullable: !one.IsRequired), StringComparer.Ordinal),
        isOpen: true);

    protected static ContractViolation Broken(JsonElement value, string rule) => new("$", ContractViolation.Cut(JsonText.Raw(value)), rule);

    private static JsonShape Of(ExternalFieldType type) => type switch
    {
        ExternalFieldType.String => ValueShape.Text,
        ExternalFieldType.Integer => ValueShape.Integer,
        ExternalFieldType.Number => ValueShape.Number,
        ExternalFieldType.Boolean => ValueShape.Boolean,
        _ => AnyShape.Instance,
    };

    private static JsonShape Of(Type type, bool isOpen, IReadOnlyList<ValidationAttribute> constraints)
    {
        if (type == typeof(JsonElement))
        {
            return AnyShape.Instance;
        }

        var info = EventJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => new ObjectShape(
                info.Properties.Where(property => !property.IsExtensionData)
                    .ToDictionary(property => property.Name, property => MemberOf(property, isOpen), StringComparer.Ordinal),
                isOpen || info.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip),
            JsonTypeInfoKind.Enumerable => new ListShape(Of(info.ElementType!, isOpen, constraints)),
            JsonTypeInfoKind.None => ValueShape.Of(type, constraints),
            _ => throw new NotSupportedException($"{type} is a {info.Kind}; payloads hold objects, lists and values"),
        };
    }

    private static Member MemberOf(JsonPropertyInfo property, bool isOpen)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var constraints = property.AttributeProvider!.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>().ToArray();
        return new Member(
            Of(underlying ?? property.PropertyType, isOpen, constraints),
            property.IsRequired,
            IsNullable: underlying is not null || (property.IsSetNullable && !property.PropertyType.IsValueType));
    }

    /// <summary>A member of an object.</summary>
    /// <param name="Shape">What it holds.</param>
    /// <param name="IsRequired">Whether every such object has it.</param>
    /// <param name="IsNullable">Whether it may be null.</param>
    private sealed record Member(JsonShape Shape, bool IsRequired, bool IsNullable);

    /// <summary>Any JSON that can be stored and read again: whole characters, no name twice in an object, not too deep.</summary>
    private sealed class AnyShape : JsonShape
    {
        // In this order: the list refers to the instance.
        public static AnyShape Instance { get; } = new();

        private static readonly ListShape Elements = new(Instance);
        private static readonly ObjectShape Members = new([], isOpen: true);

        public override ContractViolation? Check(JsonElement value, int depth) => value.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array when depth == 0 => JsonText.TooDeep,
            JsonValueKind.Object => Members.Check(value, depth),
            JsonValueKind.Array => Elements.Check(value, depth),
            JsonValueKind.String => JsonText.IsWhole(value) ? null : Broken(value, JsonText.WholeRule),
            _ => null,
        };
    }

    /// <summary>A list of values of one shape.</summary>
    private sealed class ListShape(JsonShape element) : JsonShape
    {
        public override ContractViolation? Check(JsonElement value, int depth)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return Broken(value, "must be a list");
            }

            if (depth == 0)
            {
                return JsonText.TooDeep;
            }

            var index = 0;
            foreach (var one in value.EnumerateArray())
            {
                if (element.Check(one, depth - 1) is { } violation)
                {
                    return violation.Below(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
                }

                index++;
            }

            return null;
        }
    }

    /// <summary>An object with declared members; an open one keeps others as they are.</summary>
    private sealed class ObjectShape(Dictionary<string, Member> members, bool isOpen) : JsonShape
    {
        private readonly string[] _required =
            [.. members.Where(member => member.Value.IsRequired).Select(member => member.Key).Order(StringComparer.Ordinal)];

        public override ContractViolation? Check(JsonElement value, int depth)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return Broken(value, "must be an object");
            }

            if (depth == 0)
            {
                return JsonText.TooDeep;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in value.EnumerateObject())
            {
                if (JsonText.NameOf(property, seen, out var name) is { } unusable)
                {
                    return unusable;
                }

                if (Check(name, property.Value, depth - 1) is { } violation)
                {
                    return violation.Below("." + name);
                }
            }

            return Array.Find(_required, name => !seen.Contains(name)) is { } missing
                ? new ContractViolation("$." + missing, Value: null, "must be there")
                : null;
        }

        private ContractViolation? Check(string name, JsonElement value, int depth)
        {
            if (members.TryGetValue(name, out var member))
            {
                return value.ValueKind == JsonValueKind.Null && member.IsNullable ? null : member.Shape.Check(value, depth);
            }

            return isOpen
                ? AnyShape.Instance.Check(value, depth)
                : Broken(value, $"is none of the members {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}");
        }
    }
}
