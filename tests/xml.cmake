s2sconform_test(xml_test SOURCES xml/xml_answer_test.cpp DEPENDS s2sconform_xml)
